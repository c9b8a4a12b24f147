package analysis

// The few words that figures carry with them in both languages, since they are
// read where no catalogue is at hand: in frozen evidence and in exports.

import "dealervoice/survey/language"

// dimensionName is what people call a dimension; an attribute of an import keeps
// its own name.
func dimensionName(dim string) language.Text {
	known := map[string]language.Text{
		DimWave:     {ZH: "期次", EN: "Wave"},
		DimRegion:   {ZH: "大区", EN: "Region"},
		DimArea:     {ZH: "片区", EN: "Area"},
		"tier":      {ZH: "等级", EN: "Tier"},
		"channel":   {ZH: "渠道", EN: "Channel"},
		"exclusive": {ZH: "专营", EN: "Exclusive"},
		DimLang:     {ZH: "填写语言", EN: "Language"},
		DimQuarter:  {ZH: "季度", EN: "Quarter"},
		DimVersion:  {ZH: "问卷版本", EN: "Form version"},
		"from":      {ZH: "起始日期", EN: "From"},
		"to":        {ZH: "截止日期", EN: "To"},
		paramWeight: {ZH: "按名册加权", EN: "Weighted to the roster by"},
	}
	if t, ok := known[dim]; ok {
		return t
	}
	return language.Text{ZH: dim, EN: dim}
}

// valueName is what people call an attribute's value.
func valueName(dim, value string) language.Text {
	known := map[Key]language.Text{
		{"exclusive", "yes"}: {ZH: "专营", EN: "Exclusive"},
		{"exclusive", "no"}:  {ZH: "非专营", EN: "Not exclusive"},
		{DimLang, "zh-CN"}:   {ZH: "中文", EN: "Chinese"},
		{DimLang, "en"}:      {ZH: "英文", EN: "English"},

		{"channel", "trad"}:        {ZH: "传统流通", EN: "Traditional trade"},
		{"channel", "ka"}:          {ZH: "商超卖场", EN: "Supermarkets"},
		{"channel", "cvs"}:         {ZH: "便利店", EN: "Convenience stores"},
		{"channel", "wholesale"}:   {ZH: "批发", EN: "Wholesale"},
		{"channel", "mother_baby"}: {ZH: "母婴专营", EN: "Mother and baby"},
		{"channel", "online"}:      {ZH: "线上", EN: "Online"},
	}
	if t, ok := known[Key{dim, value}]; ok {
		return t
	}
	if dim == DimWave {
		return language.Text{ZH: "第" + value + "期", EN: "Wave " + value}
	}
	return language.Text{ZH: value, EN: value}
}

// measureName is what people call a measure.
func measureName(m Measure) language.Text {
	return map[Measure]language.Text{
		Count:    {ZH: "份数", EN: "answers"},
		Share:    {ZH: "占比", EN: "share"},
		Mean:     {ZH: "均值", EN: "mean"},
		Top:      {ZH: "高分占比", EN: "top boxes"},
		NPS:      {ZH: "净推荐值", EN: "NPS"},
		Index:    {ZH: "指数", EN: "index"},
		Median:   {ZH: "中位数", EN: "median"},
		MeanRank: {ZH: "平均名次", EN: "mean rank"},
	}[m]
}

// mentionName is what people call a polarity.
func mentionName(mention string) language.Text {
	return map[string]language.Text{
		Spoken:     {ZH: "提到", EN: "mentioned"},
		"negative": {ZH: "负面", EN: "negative"},
		"neutral":  {ZH: "中性", EN: "neutral"},
		"positive": {ZH: "正面", EN: "positive"},
	}[mention]
}
