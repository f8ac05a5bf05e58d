package wire

import "github.com/wainbox/wainbox/whatsapp"

// location reads a place; nil when it does not say where, since 0, 0 is a place
// too.
func (d *decoder) location(v int) whatsapp.Content {
	var (
		l        whatsapp.Location
		lat, lon int
	)
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "latitude":
			lat = k + 1
		case "longitude":
			lon = k + 1
		case "name":
			l.Name = d.text(k + 1)
		case "address":
			l.Address = d.text(k + 1)
		case "url":
			l.URL = d.text(k + 1)
		}
	}
	var north, east bool
	l.Latitude, north = d.decimal(lat)
	l.Longitude, east = d.decimal(lon)
	if !north || !east {
		return nil
	}
	return l
}
