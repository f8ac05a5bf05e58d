package memstore

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// A sorted set is a list that is kept in order, whatever is added and removed.
func TestSortedAgreesWithAList(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		dice := rand.New(rand.NewPCG(seed, 1))
		var list []int
		for range dice.IntN(3 * most) {
			list = append(list, dice.IntN(100*most))
		}
		list = slices.Compact(slices.Sorted(slices.Values(list)))
		set := sortAll(cmp.Compare[int], slices.Clone(list))
		for range 5000 {
			v := dice.IntN(5 * most)
			switch at, has := slices.BinarySearch(list, v); {
			case dice.IntN(20) == 0: // a time of little
				for len(list) > most/2 {
					set.remove(list[0])
					list = list[1:]
				}
			case dice.IntN(3) == 0:
				set.remove(v)
				if has {
					list = slices.Delete(list, at, at+1)
				}
			default:
				set.add(v)
				if !has {
					list = slices.Insert(list, at, v)
				}
			}
			after, _ := slices.BinarySearch(list, v+1)
			if got := slices.Collect(set.after(v)); !slices.Equal(got, list[after:]) {
				t.Fatalf("seed %d: after %d come %v, not %v", seed, v, got, list[after:])
			}
		}
		if got := slices.Collect(set.all()); !slices.Equal(got, list) {
			t.Fatalf("seed %d: it has %v, not %v", seed, got, list)
		}
		for _, b := range set.blocks {
			if len(b) == 0 || len(b) > most {
				t.Fatalf("seed %d: a block has %d", seed, len(b))
			}
		}
	}
}

func TestSortedThatIsEmptyHasNone(t *testing.T) {
	t.Parallel()
	var none *sorted[int]
	for range none.all() {
		t.Error("nothing has a member")
	}
	for range none.after(1) {
		t.Error("nothing has a member after 1")
	}
	set := sorted[int]{compare: cmp.Compare[int]}
	set.remove(1)
	set.add(1)
	set.remove(1)
	if got := slices.Collect(set.all()); len(got) > 0 || len(set.blocks) > 0 {
		t.Errorf("what was removed is there: %v", got)
	}
}
