"""Charts in one style: direct labels, numbers written out, readable in grey and by ear."""

from allydesk.reports.engine.charts.bars import Bars, Likert, Stacked
from allydesk.reports.engine.charts.chart import MOST_SERIES, Chart, Series, page
from allydesk.reports.engine.charts.heat import Heat
from allydesk.reports.engine.charts.trend import Trend

__all__ = ["MOST_SERIES", "Bars", "Chart", "Heat", "Likert", "Series", "Stacked", "Trend", "page"]
