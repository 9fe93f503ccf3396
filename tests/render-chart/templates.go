package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

// execute renders every template in the order of its name; a file whose name begins with _ only defines.
func execute(folder string, scope map[string]interface{}, notes bool) (string, error) {
	root := template.New("chart").Option("missingkey=zero")
	root.Funcs(functions(root))
	sources, err := readAll(filepath.Join(folder, "templates"))
	if err != nil {
		return "", err
	}
	names := sortedKeys(sources)
	for _, name := range names {
		if _, err := root.New(name).Parse(string(sources[name])); err != nil {
			return "", err
		}
	}

	var output strings.Builder
	for _, name := range names {
		if strings.HasPrefix(filepath.Base(name), "_") || (name == "NOTES.txt") != notes {
			continue
		}
		text, err := run(root, name, scope)
		if err != nil {
			return "", err
		}
		if notes {
			return text, nil
		}
		if strings.TrimSpace(text) != "" {
			fmt.Fprintf(&output, "---\n# Source: slo-operator/templates/%s\n%s\n", name, strings.TrimSpace(text))
		}
	}
	return output.String(), nil
}

func run(root *template.Template, name string, scope interface{}) (string, error) {
	var text strings.Builder
	err := root.ExecuteTemplate(&text, name, scope)
	// As helm has it: an absent value is nothing, not "<no value>".
	return strings.ReplaceAll(text.String(), "<no value>", ""), err
}

func functions(root *template.Template) template.FuncMap {
	known := sprig.TxtFuncMap()
	// As helm has it: a chart does not read the machine that renders it.
	delete(known, "env")
	delete(known, "expandenv")
	known["include"] = func(name string, scope interface{}) (string, error) { return run(root, name, scope) }
	known["required"] = func(message string, value interface{}) (interface{}, error) {
		if text, isText := value.(string); value == nil || (isText && text == "") {
			return value, errors.New(message)
		}
		return value, nil
	}
	known["toYaml"] = func(value interface{}) string {
		text, err := yaml.Marshal(value)
		if err != nil {
			return ""
		}
		return strings.TrimSuffix(string(text), "\n")
	}
	return known
}

func readAll(folder string) (map[string][]byte, error) {
	found := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		found[filepath.ToSlash(name)] = content
		return err
	})
	return found, err
}
