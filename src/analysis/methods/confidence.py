"""The one level of confidence that the study uses, so that ranges of different methods can be compared."""

ALPHA = 0.05
TAILS = (ALPHA / 2, 1 - ALPHA / 2)
LEVEL = "95 %"
