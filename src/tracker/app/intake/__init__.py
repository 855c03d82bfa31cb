"""What people have, read for the diary: tables of any shape, told from their bytes alone.

Knows no diary; may import what stands below transfer, which takes the rows in.

```
reading = read_file(data, choices, known, name)   bytes → sheet → shape → columns → times → values
reading.table      rows that say customer, measure, period and value
reading.asked      what cannot be known: one question each, with the option that settles it
reading.read_as    how it was read
```
"""
