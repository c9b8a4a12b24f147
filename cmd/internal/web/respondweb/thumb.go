package respondweb

// thumb is where the small picture of an upload is shown to whoever sent it.
func (v *visit) thumb(ref string) string { return "/s/" + v.head.Slug + "/files/" + ref }
