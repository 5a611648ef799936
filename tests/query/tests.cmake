dateline_test(query/parse dateline::query)
dateline_test(query/search dateline::query dateline::indexer)
