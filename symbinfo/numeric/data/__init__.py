"""Measures of data: files and frames are counted, and the counts are estimates of laws."""
