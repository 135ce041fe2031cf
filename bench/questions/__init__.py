"""The questions of the bench."""

from bench.questions.links import CHAIN, NEIGHBOURHOOD, SEARCH, SUBTREE
from bench.questions.records import FILTER, LOOKUP, NESTED, PAGE

QUESTIONS = (LOOKUP, NESTED, PAGE, FILTER, CHAIN, SUBTREE, NEIGHBOURHOOD, SEARCH)
