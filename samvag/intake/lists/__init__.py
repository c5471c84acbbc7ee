"""Lists from Excel: read whatever file they came in, recognise the columns, judge every row.

The door is `samvag.intake.lists.judging.judge`. Nothing here touches the database or keeps anything.
"""
