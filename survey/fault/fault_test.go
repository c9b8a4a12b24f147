package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"dealervoice/survey/fault"
)

func TestKindOfFindsTheFaultInAChain(t *testing.T) {
	err := fmt.Errorf("publish survey x: %w", fault.Conflict("survey.taken", nil))
	if got := fault.KindOf(err); got != fault.KindConflict {
		t.Errorf("kind = %v, want conflict", got)
	}
	if got := fault.KindOf(errors.New("disk on fire")); got != fault.KindInternal {
		t.Errorf("kind of a plain error = %v, want internal", got)
	}
}

func TestBecauseKeepsTheCauseAndLeavesTheOriginalAlone(t *testing.T) {
	cause := errors.New("unique violation")
	plain := fault.NotFound("survey.not_found")
	err := plain.Because(cause)
	if !errors.Is(err, cause) || errors.Is(plain, cause) {
		t.Error("the cause belongs to the copy only")
	}
}
