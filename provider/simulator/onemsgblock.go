package simulator

import "net/http"

// oneMsgBlock answers POST blockUser and unblockUser, a phone each.
//
// QUIRK(onemsg): the answers are not specified; here they are those of other methods, and a list of phones.
func (s *Simulator) oneMsgBlock(add bool) oneMsgHandler {
	return func(w http.ResponseWriter, r *http.Request, n *number) {
		var in oneMsgRequest
		if f := readOneMsg(w, r, &in); f != nil {
			s.oneMsgRefused(w, f)
			return
		}
		if s.blocks(n, string(in.Phone), add) != nil {
			oneMsgError(w, http.StatusBadRequest, "The user has not written in the last 24 hours")
			return
		}
		answer(w, http.StatusOK, map[string]string{"result": "success"})
	}
}

// oneMsgBlocked answers GET blockedUsers.
func (s *Simulator) oneMsgBlocked(w http.ResponseWriter, _ *http.Request, n *number) {
	phones := []map[string]string{}
	for _, who := range s.blockedBy(n) {
		if who["wa_id"] != "" {
			phones = append(phones, map[string]string{"phone": who["wa_id"]})
		}
	}
	answer(w, http.StatusOK, map[string]any{"users": phones})
}
