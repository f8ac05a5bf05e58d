package wire

// maxParts is how many elements of arrays within items are read of a callback:
// cards, products, errors. An element can be a hundred times as large as its
// bytes, so without a limit a small body would cost much memory.
const maxParts = 50_000

// elements reads the objects of an array within an item; what is none is left
// to the item's own bytes. Beyond maxParts it reads nothing and sets d.cut.
func elements[T any](d *decoder, array int, read func(v int) T) []T {
	if d.kind(array) != '[' {
		return nil
	}
	n := d.count(array)
	if d.parts+n > maxParts {
		d.cut = true
		return nil
	}
	d.parts += n
	var list []T
	for v, end := array+1, d.next(array); v < end; v = d.next(v) {
		if d.kind(v) != '{' {
			continue
		}
		if list == nil {
			list = make([]T, 0, n)
		}
		list = append(list, read(v))
	}
	return list
}
