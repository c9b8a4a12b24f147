package audience

import (
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
)

// Code is the maker's number of a dealer, "D-0042": the same for good.
type Code string

// Dealer is a roster entry: what holds about a dealer from ValidFrom until the
// day before ValidTo ("" for no end).
type Dealer struct {
	Code       Code         `gorm:"primaryKey" json:"code"`
	ValidFrom  calendar.Day `gorm:"primaryKey" json:"valid_from"`
	ValidTo    calendar.Day `json:"valid_to,omitempty"`
	Name       string       `json:"name"`
	Region     string       `json:"region"`
	Area       string       `json:"area"`
	Tier       string       `json:"tier"`
	Channels   []string     `gorm:"serializer:json" json:"channels"` // the main one first
	Brands     []string     `gorm:"serializer:json" json:"brands"`
	Rep        string       `json:"rep"` // e-mail of the sales representative
	OwnerGroup string       `json:"owner_group"`
	Exclusive  bool         `json:"exclusive"`
	Language   language.Tag `json:"language"`

	// Whom to write to, for those who send; no part of any answer.
	Contact string `json:"contact,omitempty"`
	Email   string `json:"email,omitempty"`
	Phone   string `json:"phone,omitempty"`
	// Purchases are what the dealer bought in the last twelve months, in the
	// currency of the house; nil if unknown.
	Purchases *int `gorm:"column:purchases_12m" json:"purchases_12m,omitempty"`
}

// Place is where the dealer stands as far as scope is concerned.
func (d Dealer) Place() access.Place {
	return access.Place{Region: d.Region, Area: d.Area, Rep: d.Rep}
}

// Attributes are what an answer is counted under.
type Attributes map[string]string

// Attributes gives what an answer of the dealer is counted under: region, area,
// tier, channel (the main one), exclusive, and rep, which is there for scope and
// is no segment of reports. Neither code nor name is among them.
func (d Dealer) Attributes() Attributes {
	a := Attributes{"region": d.Region, "area": d.Area, "tier": d.Tier, "rep": d.Rep, "exclusive": "no"}
	if len(d.Channels) > 0 {
		a["channel"] = d.Channels[0]
	}
	if d.Exclusive {
		a["exclusive"] = "yes"
	}
	for k, v := range a {
		if v == "" {
			delete(a, k)
		}
	}
	return a
}
