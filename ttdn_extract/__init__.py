"""Vietnamese administrative plans as data: sections, citations, units and dates, each with its place in the source."""

from ttdn_extract.pipeline import extract
from ttdn_extract.plan import Plan

__all__ = ["Plan", "__version__", "extract"]
__version__ = "0.1.0"
