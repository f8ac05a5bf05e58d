package main

import (
	"bytes"
	"cmp"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"slices"

	"github.com/wainbox/wainbox/provider/simulator"
)

//go:embed web
var web embed.FS

// parsePages reads the templates, each with the layout around it.
func parsePages() (map[string]*template.Template, error) {
	pages := map[string]*template.Template{}
	for _, name := range []string{"list", "conversation", "phone", "problem"} {
		t, err := template.New("layout.html").Funcs(words).ParseFS(web, "web/layout.html", "web/"+name+".html")
		if err != nil {
			return nil, err
		}
		pages[name] = t
	}
	return pages, nil
}

// frame is what every page shows around its own part.
type frame struct {
	Title   string
	Here    string // the page's path in the navigation
	Phone   bool   // whether there is a simulated one
	Agents  []memberView
	Content any
}

// routePages adds the pages and what they load.
func (h *helpdesk) routePages(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", h.page("list", h.listPage))
	mux.HandleFunc("GET /c/{id}", h.page("conversation", h.conversationPage))
	mux.HandleFunc("GET /phone", h.page("phone", h.phonePage))
	static, _ := fs.Sub(web, "web/static") // the folder is embedded
	mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServerFS(static)))
	mux.HandleFunc("/", h.page("problem", func(*http.Request) (string, any, error) {
		return "", nil, notFound("There is no such page.")
	}))
}

// page renders what content returns: a title and the page's own part.
func (h *helpdesk) page(name string, content func(*http.Request) (string, any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		title, data, err := content(r)
		f := frame{Title: title, Here: r.URL.Path, Phone: h.phone != nil, Content: data}
		if err == nil {
			f.Agents, err = h.members(r.Context())
		}
		status, shown := http.StatusOK, name
		if err != nil {
			p := describe(err)
			status, shown, f.Title, f.Content = p.status, "problem", "Not here", p
			if status >= http.StatusInternalServerError {
				h.log.ErrorContext(r.Context(), "page failed", "path", r.URL.Path, "error", err)
				f.Title = "Not now"
			}
		}
		var body bytes.Buffer
		if err := h.pages[shown].Execute(&body, f); err != nil {
			h.log.ErrorContext(r.Context(), "template failed", "page", shown, "error", err)
			http.Error(w, "this page cannot be shown", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_, _ = body.WriteTo(w)
	}
}

func (h *helpdesk) listPage(r *http.Request) (string, any, error) {
	list, err := h.listConversations(r)
	return "Conversations", list, err
}

// conversationPage shows the latest page of messages, the oldest on top.
func (h *helpdesk) conversationPage(r *http.Request) (string, any, error) {
	c, err := h.showConversation(r)
	if err != nil {
		return "", nil, err
	}
	list, err := h.listMessages(r)
	if err != nil {
		return "", nil, err
	}
	agents, err := h.members(r.Context())
	shown, _ := c.(conversationView)
	latest, _ := list.(messages)
	slices.Reverse(latest.Messages)
	offered := h.offer()
	return shown.Name, struct {
		conversationView

		List   messages
		Agents []memberView
		Paged  bool
		Offer  offer
		Asked  bool          // a template was asked for
		Chosen *templateView // nil = none
	}{shown, latest, agents, r.URL.Query().Get("before") != "", offered, r.URL.Query().Has("template"), offered.chosen(r)}, err
}

// people are suggested as customers; any other number works too.
var people = []struct{ Phone, Name string }{
	{"16505550123", "Ana"}, {"5511987654321", "João"}, {"4915155501234", "Lena"},
}

func (h *helpdesk) phonePage(r *http.Request) (string, any, error) {
	if h.phone == nil {
		return "", nil, errNoPhone
	}
	number := cmp.Or(r.URL.Query().Get("phone"), people[0].Phone)
	name := r.URL.Query().Get("name")
	for _, p := range people {
		if name == "" && p.Phone == number {
			name = p.Name
		}
	}
	chat, err := h.phone.chat(r.Context(), number)
	return "A customer's phone", struct {
		Phone, Name string
		People      any
		Chat        []simulator.Message
	}{number, name, people, chat}, phoneProblem(err)
}
