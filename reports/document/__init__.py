"""The PDF of a report: a pure function of a record.

Only a worker imports this package: the print engine takes a second to load and needs system
libraries that a web server does without.
"""
