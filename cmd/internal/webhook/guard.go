package webhook

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"

	"dealervoice/survey/fault"
)

// errForbidden says that an address must not be dialled.
var errForbidden = errors.New("this address must not be called")

// Allow is what may be called though it is not public: networks, and hosts with
// or without a port.
type Allow struct {
	networks []netip.Prefix
	hosts    map[string]bool
}

// ParseAllow reads "10.1.2.0/24, sms.internal:8443, 127.0.0.1:9000".
func ParseAllow(s string) (Allow, error) {
	a := Allow{hosts: map[string]bool{}}
	for part := range strings.SplitSeq(s, ",") {
		part = strings.ToLower(strings.TrimSpace(part))
		switch {
		case part == "":
		case strings.Contains(part, "/"):
			p, err := netip.ParsePrefix(part)
			if err != nil {
				return Allow{}, fmt.Errorf("GATEWAY_ALLOW: %w", err)
			}
			a.networks = append(a.networks, p)
		case strings.ContainsAny(part, " @?#"):
			return Allow{}, fmt.Errorf("GATEWAY_ALLOW: %q is no host", part)
		default:
			a.hosts[part] = true
		}
	}
	return a, nil
}

// host tells whether the host of an address is allowed by name.
func (a Allow) host(u *url.URL) bool {
	return a.hosts[strings.ToLower(u.Host)] || a.hosts[strings.ToLower(u.Hostname())]
}

// network tells whether an address lies in an allowed network.
func (a Allow) network(ip netip.Addr) bool {
	for _, p := range a.networks {
		if p.Contains(ip) {
			return true
		}
	}
	return false
}

// parse reads an address to call: https, port 443, no user; what is allowed may
// be on another port and in the clear.
func (a Allow) parse(raw string) (*url.URL, error) {
	refused := func(key string) error { return fault.Invalid(fault.Field{Path: "url", Key: key}) }
	u, err := url.Parse(raw)
	if err != nil || len(raw) > 500 || u.Opaque != "" || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, refused("gateway.bad_url")
	}
	if u.User != nil || u.Fragment != "" {
		return nil, refused("gateway.bad_user")
	}
	ip, err := netip.ParseAddr(u.Hostname())
	if a.host(u) || err == nil && a.network(ip.Unmap()) {
		return u, nil
	}
	if u.Scheme != "https" || u.Port() != "" && u.Port() != "443" {
		return nil, refused("gateway.bad_port")
	}
	if err == nil && !public(ip) {
		return nil, refused("gateway.private")
	}
	return u, nil
}

// control looks at the address that is being dialled, whatever name it came from.
func (a Allow) control(u *url.URL) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return errForbidden
		}
		ip, err := netip.ParseAddr(host)
		if err != nil {
			return errForbidden
		}
		if ip = ip.Unmap().WithZone(""); public(ip) || a.network(ip) || a.host(u) {
			return nil
		}
		return errForbidden
	}
}

// reserved are networks that lead nowhere public, beside those that netip knows.
var reserved = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16")

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// public tells an address of the open Internet.
func public(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}
