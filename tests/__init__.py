"""Tests. This runs before anything imports Qt or a word: no screen, and British English."""

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("ALLYDESK_TEST_PLATFORM", "offscreen")
os.environ["ALLYDESK_LANGUAGE"] = "en-GB"
for _name in ("QT_SCALE_FACTOR", "QT_FONT_DPI", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(_name, None)
