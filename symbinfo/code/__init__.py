"""Users' code, checked against the definitions: it is run on symbols, and the kernel compares."""

from symbinfo.code.report import CodeExample as CodeExample
from symbinfo.code.report import CodeReport as CodeReport
from symbinfo.code.verify import verify_code as verify_code
