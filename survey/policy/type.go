package policy

import "slices"

// Type is what kind of measure a policy is: the policy_types of the codebook.
type Type string

// The sixteen types.
const (
	TypeRebate     Type = "rebate"
	TypePrice      Type = "price"
	TypeCredit     Type = "credit"
	TypeDiversion  Type = "diversion"
	TypePromotion  Type = "promotion"
	TypeDisplay    Type = "display"
	TypeMaterials  Type = "materials"
	TypeLogistics  Type = "logistics"
	TypeReturns    Type = "returns"
	TypeTraining   Type = "training"
	TypeTarget     Type = "target"
	TypeAllocation Type = "allocation"
	TypeTerritory  Type = "territory"
	TypeNewProduct Type = "newproduct"
	TypeOnline     Type = "online"
	TypeExpense    Type = "expense"
)

// Types lists them in the codebook's order.
func Types() []Type {
	return []Type{TypeRebate, TypePrice, TypeCredit, TypeDiversion, TypePromotion, TypeDisplay, TypeMaterials, TypeLogistics,
		TypeReturns, TypeTraining, TypeTarget, TypeAllocation, TypeTerritory, TypeNewProduct, TypeOnline, TypeExpense}
}

// Known tells whether the type is one of the sixteen.
func (t Type) Known() bool { return slices.Contains(Types(), t) }
