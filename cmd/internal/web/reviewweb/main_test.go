package reviewweb_test

import (
	"os"
	"testing"

	"dealervoice/cmd/internal/browsertest"
)

// One browser for the tests of both databases.
func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }
