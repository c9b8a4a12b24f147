package audience

// Which header names which column: the names of our own export, and those that
// Chinese rosters carry.

import "strings"

type column string

const (
	colCode      column = "code"
	colName      column = "name"
	colRegion    column = "region"
	colArea      column = "area"
	colTier      column = "tier"
	colChannels  column = "channels"
	colBrands    column = "brands"
	colRep       column = "rep"
	colOwner     column = "owner_group"
	colExclusive column = "exclusive"
	colLanguage  column = "language"
	colContact   column = "contact"
	colEmail     column = "email"
	colPhone     column = "phone"
	colPurchases column = "purchases_12m"
	colFrom      column = "valid_from"
	colTo        column = "valid_to"
)

// columns lists the columns in the order of the template.
func columns() []column {
	return []column{
		colCode, colName, colRegion, colArea, colTier, colChannels, colBrands,
		colRep, colOwner, colExclusive, colLanguage, colContact, colEmail, colPhone, colPurchases, colFrom, colTo,
	}
}

// Columns are the names of the columns a roster file may have, in order.
func Columns() []string {
	var out []string
	for _, c := range columns() {
		out = append(out, string(c))
	}
	return out
}

// ColumnsInChinese are the same columns as Chinese rosters name them.
func ColumnsInChinese() []string {
	return []string{"经销商编码", "经销商名称", "大区", "片区", "等级", "渠道", "品牌", "业务员邮箱", "所属集团", "是否独家", "语言", "联系人", "联系邮箱", "联系电话", "近12个月进货额", "生效日期", "失效日期"}
}

// required are the columns a file cannot do without.
func required() []column { return []column{colCode, colName, colRegion} }

// columnNames are further names a header may have, folded by headerKey.
var columnNames = map[string]column{
	"dealer_code": colCode, "dealer": colCode, "id": colCode,
	"编码": colCode, "编号": colCode, "代码": colCode, "经销商编码": colCode, "经销商编号": colCode, "经销商代码": colCode, "客户编码": colCode,
	"dealer_name": colName, "名称": colName, "经销商": colName, "经销商名称": colName, "客户名称": colName,
	"区域": colRegion, "大区": colRegion, "地区": colRegion,
	"片区": colArea, "办事处": colArea, "分区": colArea,
	"等级": colTier, "级别": colTier, "经销商等级": colTier, "level": colTier, "grade": colTier,
	"channel": colChannels, "渠道": colChannels, "渠道类型": colChannels,
	"brand": colBrands, "品牌": colBrands, "经营品牌": colBrands,
	"rep_email": colRep, "sales_rep": colRep, "业务员": colRep, "业务员邮箱": colRep, "业务代表": colRep, "业务代表邮箱": colRep,
	"owner": colOwner, "group": colOwner, "所属集团": colOwner, "归属集团": colOwner, "集团": colOwner,
	"独家": colExclusive, "是否独家": colExclusive, "专营": colExclusive,
	"lang": colLanguage, "语言": colLanguage,
	"contact_name": colContact, "联系人": colContact, "老板": colContact, "负责人": colContact,
	"mail": colEmail, "e_mail": colEmail, "contact_email": colEmail, "邮箱": colEmail, "联系邮箱": colEmail, "电子邮箱": colEmail,
	"tel": colPhone, "mobile": colPhone, "contact_phone": colPhone, "电话": colPhone, "手机": colPhone, "手机号": colPhone, "联系电话": colPhone,
	"purchases": colPurchases, "近12个月进货额": colPurchases, "近12个月进货金额": colPurchases, "年进货额": colPurchases,
	"from": colFrom, "生效日期": colFrom, "开始日期": colFrom,
	"to": colTo, "失效日期": colTo, "结束日期": colTo,
}

// columnOf reads a header cell.
func columnOf(cell string) (column, bool) {
	key := headerKey(cell)
	for _, c := range columns() {
		if key == string(c) {
			return c, true
		}
	}
	c, ok := columnNames[key]
	return c, ok
}

// HoldsDays tells by its header whether a column holds days.
func HoldsDays(header string) bool {
	c, ok := columnOf(header)
	return ok && (c == colFrom || c == colTo)
}

func headerKey(cell string) string {
	cell = strings.ToLower(strings.TrimSpace(cell))
	return strings.NewReplacer(" ", "_", "-", "_").Replace(cell)
}
