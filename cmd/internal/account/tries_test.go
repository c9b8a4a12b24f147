package account

import (
	"fmt"
	"net/netip"
	"testing"
	"time"
)

func TestTheCountOfGuessesIsBoundedWhoeverComes(t *testing.T) {
	k := tries{failures: map[netip.Prefix]int{}}
	now := time.Now()
	address := func(i int) netip.Prefix { return network(fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255)) }
	for i := range maxAddresses + maxTries {
		if !k.may(now, address(i)) {
			t.Fatalf("address %d has to wait", i)
		}
		k.failed(address(i))
	}
	if k.may(now, address(maxAddresses+maxTries)) {
		t.Error("addresses beyond those counted share one limit")
	}
	if !k.may(now, address(0)) {
		t.Error("an address that is counted keeps its own limit")
	}
	if n := len(k.failures); n > maxAddresses+1 {
		t.Errorf("%d addresses are remembered", n)
	}
	if !k.may(now.Add(-time.Hour), address(maxAddresses+maxTries)) {
		t.Error("a clock that was set back locks nobody out")
	}
}

func TestAnAddressIsCountedAsItsNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7": "192.0.2.7/32", "::ffff:192.0.2.7": "192.0.2.7/32", "2001:db8:1:2:3::4": "2001:db8:1:2::/64",
		"fe80::1%eth0": "fe80::/64", "": "invalid Prefix", "somewhere": "invalid Prefix",
	} {
		if got := network(address).String(); got != want {
			t.Errorf("%q: %s, want %s", address, got, want)
		}
	}
}
