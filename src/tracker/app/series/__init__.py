"""Any series in a file, judged without a diary: the file taken apart, each series judged.

May import everything of the use cases but overview, review (its sisters) and demo.
"""
