"""The reference: GraphModel → pages of Markdown. Any model has one; nothing here is written for one type.

pages       all pages, by file name
nodes       the page of a node type
figures     what they say of indicators
shared      the pages of interfaces and unions, of relationship types, of code lists
index       the first page
rules       the page of the rules
queries     documents that ask for a node type
registers   what a mapping gives of a node type
diagrams    neighbours, as Mermaid
links       which relationships lead where
site        what the documentation has otherwise as a site
words       descriptions and checks, in words
markdown    tables and links
"""

from server.manual.pages import pages

__all__ = ["pages"]
