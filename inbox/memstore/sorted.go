package memstore

import (
	"iter"
	"slices"
	"sort"
)

// most is how many a block of a sorted set has at most.
const most = 128

// sorted is a set in order. It is kept in short blocks, so that a change moves
// few of its members, however many there are.
type sorted[T any] struct {
	compare func(a, b T) int // 0 = the same one
	blocks  [][]T            // never empty ones
}

// sortAll makes a set of what is in any order, and keeps the list.
func sortAll[T any](compare func(a, b T) int, list []T) sorted[T] {
	slices.SortFunc(list, compare)
	return sorted[T]{compare, slices.Collect(slices.Chunk(list, most))}
}

// find returns where a value is, or belongs.
func (s *sorted[T]) find(v T) (block, at int, ok bool) {
	block = sort.Search(len(s.blocks), func(i int) bool {
		b := s.blocks[i]
		return s.compare(b[len(b)-1], v) >= 0
	})
	if block == len(s.blocks) {
		return block, 0, false
	}
	at, ok = slices.BinarySearchFunc(s.blocks[block], v, s.compare)
	return block, at, ok
}

// add adds a value, unless it is in the set.
func (s *sorted[T]) add(v T) {
	i, at, ok := s.find(v)
	if ok {
		return
	}
	if len(s.blocks) == 0 {
		s.blocks = [][]T{nil}
	}
	if i == len(s.blocks) { // after all others
		i--
		at = len(s.blocks[i])
	}
	b := slices.Insert(s.blocks[i], at, v)
	s.blocks[i] = b
	if len(b) > most {
		s.blocks[i] = slices.Clone(b[:most/2])
		s.blocks = slices.Insert(s.blocks, i+1, slices.Clone(b[most/2:]))
	}
}

// remove removes a value, if it is in the set.
func (s *sorted[T]) remove(v T) {
	i, at, ok := s.find(v)
	if !ok {
		return
	}
	s.blocks[i] = slices.Delete(s.blocks[i], at, at+1)
	if len(s.blocks[i]) == 0 {
		s.blocks = slices.Delete(s.blocks, i, i+1)
	}
}

// last is the last one, and false when there is none.
func (s *sorted[T]) last() (v T, ok bool) {
	if len(s.blocks) == 0 {
		return v, false
	}
	b := s.blocks[len(s.blocks)-1]
	return b[len(b)-1], true
}

// all are its members in order. A nil set has none.
func (s *sorted[T]) all() iter.Seq[T] { return s.from(0, 0) }

// after are those that come after a value, which may be none of them.
func (s *sorted[T]) after(v T) iter.Seq[T] {
	if s == nil {
		return s.from(0, 0)
	}
	block, at, ok := s.find(v)
	if ok {
		at++
	}
	return s.from(block, at)
}

// from are those from a place on.
func (s *sorted[T]) from(block, at int) iter.Seq[T] {
	return func(yield func(T) bool) {
		if s == nil {
			return
		}
		for i := block; i < len(s.blocks); i++ {
			for _, v := range s.blocks[i][at:] {
				if !yield(v) {
					return
				}
			}
			at = 0
		}
	}
}
