package routingtest

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/wainbox/wainbox/routing"
)

var answerCases = []testCase{
	{name: "equal arguments get equal answers", run: equalAnswers},
	{name: "arguments are not written to", run: argumentsAreLeft},
	{name: "an answer is not changed by those after it", run: answersLast},
	{name: "the order in which a pool lists its agents does not matter", run: orderOfPools},
	{name: "a decision is to wait, to offer or to escalate", run: steps},
	{name: "what a look does not decide stays as it is", run: rest},
}

func equalAnswers(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		if again := k.look(s); !reflect.DeepEqual(d, again) {
			return fmt.Sprintf("and then %+v", again)
		}
		return ""
	})
}

// argumentsAreLeft hands over slices that have room behind their end, too.
func argumentsAreLeft(k *kit) {
	const end = "beyond the end"
	for range runs {
		s := k.any()
		s.chat.Tried = append(slices.Clone(s.chat.Tried), end)
		s.chat.Needs = append(slices.Clone(s.chat.Needs), end)
		given, before := s.copied(), s.copied()
		given.chat.Tried, given.chat.Needs = given.chat.Tried[:len(s.chat.Tried)-1], given.chat.Needs[:len(s.chat.Needs)-1]
		k.strategy(given.chat, given.last, given.pool, given.at)
		given.chat.Tried, given.chat.Needs = given.chat.Tried[:len(s.chat.Tried)], given.chat.Needs[:len(s.chat.Needs)]
		if !reflect.DeepEqual(before, given) {
			k.Fatalf("%s\nbecame: %s", before, given)
		}
	}
}

func answersLast(k *kit) {
	type answer struct{ was, is routing.Chat }
	var all []answer
	for range runs {
		d := k.look(k.any())
		all = append(all, answer{copied(d.Chat), d.Chat})
	}
	for _, a := range all {
		if !reflect.DeepEqual(a.was, a.is) {
			k.Fatalf("%+v became %+v", a.was, a.is)
		}
	}
}

func orderOfPools(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		other := s.copied()
		k.random.Shuffle(len(other.pool), func(i, j int) { other.pool[i], other.pool[j] = other.pool[j], other.pool[i] })
		if again := k.look(other); !reflect.DeepEqual(d, again) {
			return fmt.Sprintf("and in the order %v: %+v", other.everybody(), again)
		}
		return ""
	})
}

// steps sees that the chat is as the step says.
func steps(k *kit) {
	k.situations(func(_ situation, d routing.Decision) string {
		waits := d.Chat.State != routing.Offered && d.Chat.Agent == "" && len(d.Chat.Others) == 0 && d.Chat.Until.IsZero()
		switch d.Step {
		case routing.Wait:
			if waits && (d.Chat.State == routing.Waiting) && !d.Chat.Escalated {
				return ""
			}
		case routing.Offer:
			if holders := d.Chat.Holders(); d.Chat.State == routing.Offered && len(holders) > 0 && !slices.Contains(holders, "") && !d.Chat.Escalated {
				return ""
			}
		case routing.Escalate:
			if waits && d.Chat.State == routing.Waiting && d.Chat.Escalated {
				return ""
			}
		default:
			return "no such step"
		}
		return "the chat does not fit the step"
	})
}

func rest(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		if !d.Chat.Arrived.Equal(s.chat.Arrived) || d.Chat.Priority != s.chat.Priority || !slices.Equal(d.Chat.Needs, s.chat.Needs) {
			return "another arrival, priority or needs"
		}
		return ""
	})
}
