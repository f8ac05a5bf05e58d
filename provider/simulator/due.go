package simulator

// deliveries is a heap by due time, then turn.
type deliveries []*delivery

func (d *deliveries) Len() int { return len(*d) }

func (d *deliveries) Less(i, j int) bool {
	a, b := (*d)[i], (*d)[j]
	if !a.due.Equal(b.due) {
		return a.due.Before(b.due)
	}
	return a.turn < b.turn
}

func (d *deliveries) Swap(i, j int) {
	all := *d
	all[i], all[j] = all[j], all[i]
	all[i].place, all[j].place = i, j
}

func (d *deliveries) Push(x any) {
	one, _ := x.(*delivery)
	one.place = len(*d)
	*d = append(*d, one)
}

func (d *deliveries) Pop() any {
	last := len(*d) - 1
	one := (*d)[last]
	(*d)[last] = nil
	*d = (*d)[:last]
	one.place = -1
	return one
}
