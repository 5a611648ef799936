dateline_test(corpus/article dateline::corpus)
dateline_test(corpus/base/date dateline::base)
dateline_test(corpus/base/options dateline::base)
dateline_test(corpus/base/text dateline::base)
