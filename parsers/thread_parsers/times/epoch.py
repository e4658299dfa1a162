"""The origin of all times in this package: times are integers, seconds since EPOCH by the page's own clock."""

from __future__ import annotations

from datetime import datetime, timedelta

EPOCH = datetime(1970, 1, 1)
"""1970 without a zone, since most pages do not say theirs."""
FIRST_SECOND, LAST_SECOND = ((end - EPOCH) // timedelta(seconds=1) for end in (datetime.min, datetime.max))
"""The first and the last second of the calendar."""
