"""What a coordinator looks at and takes away: the region, one county, exports."""
