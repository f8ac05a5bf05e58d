package whatsapp

// location checks a place, for a message and for a template's parameter.
func (v *checker) location(at string, l Location) {
	// Written so that what is no number fails too.
	if !(l.Latitude >= -90 && l.Latitude <= 90) {
		v.add(at+".latitude", "-90 to 90")
	}
	if !(l.Longitude >= -180 && l.Longitude <= 180) {
		v.add(at+".longitude", "-180 to 180")
	}
	v.texts(at, "name", l.Name, "address", l.Address)
}
