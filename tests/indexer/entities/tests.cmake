dateline_test(indexer/entities/finder dateline::finder)
dateline_test(indexer/entities/model dateline::finder)
dateline_test(indexer/entities/tokens dateline::finder)
