dateline_test(indexer/analysis dateline::schema)
dateline_test(indexer/schema dateline::schema)
