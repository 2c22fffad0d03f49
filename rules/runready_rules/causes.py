"""Which rules name a cause of a check's failure, so that an audit can lay the finding beside what was seen.

A rule of the check's own clause explains it where it is named here; a few of another clause do too: a file that is lost
at a restart is a finding of `storage`, its effect a failure of `stateless`.
"""

from __future__ import annotations

from collections.abc import Mapping

_STATE = ("AR201", "AR202", "AR203", "AR204", "AR205", "AR206")
_LOCAL_DATA = ("AR302", "AR303", "AR305")

CAUSES: Mapping[str, tuple[str, ...]] = {
    "AC101": ("AR101", "AR102", "AR104", "AR108", "AR401", "AR601", "AR602", "AR702", "AR706"),
    "AC102": ("AR101", "AR108", "AR401", "AR601", "AR702"),
    "AC103": ("AR104", "AR105", "AR106"),
    "AC104": ("AR104", "AR106"),
    "AC201": _STATE + _LOCAL_DATA,
    "AC202": _STATE + _LOCAL_DATA,
    "AC203": _STATE + _LOCAL_DATA,
    "AC301": _LOCAL_DATA,
    "AC302": ("AR301", "AR302"),
    "AC303": ("AR301", "AR302", "AR304"),
    "AC401": ("AR102",),
    "AC501": ("AR501", "AR502", "AR503"),
    "AC601": ("AR602", "AR604"),
    "AC703": ("AR607",),
    "AC704": ("AR206",),
}
