package webhook

import (
	"net"
	"net/netip"
	"net/url"
	"testing"

	"dealervoice/survey/fault"
)

// TestAddressesInsideTheHouseAreNotCalled is rows K1 and K4 of the list of bad
// input.
func TestAddressesInsideTheHouseAreNotCalled(t *testing.T) {
	none, err := ParseAllow("")
	if err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{
		"https://127.0.0.1/", "https://127.1.2.3/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://169.254.169.254/latest/meta-data", "https://10.0.0.1/",
		"https://172.16.0.1/", "https://192.168.1.1/", "https://100.64.0.1/", "https://0.0.0.0/", "https://[fc00::1]/", "https://[fe80::1]/", "https://[::]/", "https://224.0.0.1/",
		"https://198.18.0.1/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://255.255.255.255/", "https://240.0.0.1/",
		"http://sms.example.com/", "https://sms.example.com:8443/", "https://sms.example.com:22/", "https://user:pass@sms.example.com/", "https://user@sms.example.com/",
		"ftp://sms.example.com/", "file:///etc/passwd", "gopher://sms.example.com/", "javascript:alert(1)", "//sms.example.com/", "https:///x", "https://", "", "sms.example.com",
		"https://sms.example.com/#x", "https://sms.example.com\r\nHost: x/", "https://exa mple.com/", "https:sms.example.com",
	} {
		if _, err := none.parse(raw); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%q: %v", raw, err)
		}
	}
	for _, raw := range []string{"https://sms.example.com/send?x=1", "https://sms.example.com:443/", "https://1.1.1.1/"} {
		if _, err := none.parse(raw); err != nil {
			t.Errorf("%q: %v", raw, err)
		}
	}
	some, err := ParseAllow("10.1.2.0/24, sms.internal:8443,, OTHER.internal")
	if err != nil {
		t.Fatal(err)
	}
	for raw, ok := range map[string]bool{
		"http://10.1.2.3:9000/": true, "https://10.1.3.3/": false, "https://sms.internal:8443/": true, "https://sms.internal:8444/": false, "http://other.internal:1/": true,
		"https://sms.internal.evil.example:8443/": false,
	} {
		if _, err := some.parse(raw); (err == nil) != ok {
			t.Errorf("%q: %v", raw, err)
		}
	}
	for _, raw := range []string{"10.0.0.0/99", "a b", "https://x", "x@y"} {
		if _, err := ParseAllow(raw); err == nil {
			t.Errorf("GATEWAY_ALLOW=%q was accepted", raw)
		}
	}
}

// TestWhatIsDialledIsLookedAt: names that lead into the house, however they are
// written, are refused at the connection.
func TestWhatIsDialledIsLookedAt(t *testing.T) {
	u, err := url.Parse("https://rebinding.example/")
	if err != nil {
		t.Fatal(err)
	}
	none, err := ParseAllow("")
	if err != nil {
		t.Fatal(err)
	}
	for address, ok := range map[string]bool{
		"127.0.0.1:443": false, "[::1]:443": false, "[::ffff:10.0.0.1]:443": false, "169.254.169.254:443": false, "[fe80::1%eth0]:443": false, "0.0.0.0:443": false, "nonsense": false, "x:443": false,
		"[64:ff9b::a00:1]:443": false, "8.8.8.8:443": true, "[2606:4700::1111]:443": true,
	} {
		if err := none.control(u)("tcp", address, nil); (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
	}
	// The real thing: a listener on this machine, by its name.
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	d := net.Dialer{Control: none.control(u)}
	if conn, err := d.Dial("tcp", "localhost:"+netip.MustParseAddrPort(l.Addr().String()).String()[len("127.0.0.1:"):]); err == nil {
		conn.Close()
		t.Error("localhost was reached")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("https://sms.example.com/")
	f.Add("https://[::ffff:127.0.0.1]:443")
	f.Add("https://0x7f.1/")
	none, err := ParseAllow("")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		u, err := none.parse(raw)
		if err != nil {
			return
		}
		if ip, bad := netip.ParseAddr(u.Hostname()); bad == nil && !public(ip) || u.Scheme != "https" || u.User != nil {
			t.Errorf("%q would be called", raw)
		}
	})
}
