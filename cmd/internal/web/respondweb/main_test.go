package respondweb_test

import (
	"os"
	"testing"

	"dealervoice/cmd/internal/browsertest"
)

// TestMain gives all tests of the package one browser.
func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }
