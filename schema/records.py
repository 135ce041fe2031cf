"""What links records to whose they are, and to what they are about."""

from schema.asset import relationship
from schema.relationships import Dated


@relationship("BELONGS_TO")
class Belonging(Dated):
    """A record is an agency's.

    归属
    """


@relationship("CONCERNS")
class Concern(Dated):
    """A record is about an asset.

    涉及
    """


@relationship("RECORDED_FOR")
class Recording(Dated):
    """A reading or a month's use was recorded for what was read or used.

    计量对象
    """


@relationship("GOVERNED_BY")
class Governance(Dated):
    """A standard applies to it.

    适用标准
    """


@relationship("SET_BY")
class Setting(Dated):
    """A policy set the standard.

    制定依据
    """


@relationship("REPRESENTS")
class Representation(Dated):
    """An agency represents a division in another place.

    派出
    """


@relationship("RESERVES")
class Reserving(Dated):
    """Something or somebody is reserved.

    预订
    """


@relationship("PROVIDED_BY")
class Provision(Dated):
    """An enterprise provides the service.

    服务单位
    """
