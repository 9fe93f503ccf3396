// Renders a chart as `helm template` does, with helm's own parts: Go's templates, sprig, sigs.k8s.io/yaml and gojsonschema. For
// machines without helm; what our chart does not use (subcharts, hooks, lookup) is left out.
//
//	render-chart [-name NAME] [-namespace NAMESPACE] [-kube-version VERSION] [-notes] [-f VALUES]... CHART
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

type files []string

func (f *files) String() string { return strings.Join(*f, ",") }

func (f *files) Set(value string) error {
	*f = append(*f, value)
	return nil
}

func main() {
	var values files
	name := flag.String("name", "slo-operator", "of the release")
	namespace := flag.String("namespace", "default", "of the release")
	kubeVersion := flag.String("kube-version", "v1.30.0", "of the cluster that it is rendered for")
	notes := flag.Bool("notes", false, "print only what is told after an install")
	flag.Var(&values, "f", "values file; a later one wins")
	flag.Parse()
	if flag.NArg() != 1 {
		fail(fmt.Errorf("expected one folder of a chart, found %d arguments", flag.NArg()))
	}

	text, err := render(flag.Arg(0), release{*name, *namespace, *kubeVersion}, values, *notes)
	if err != nil {
		fail(err)
	}
	fmt.Print(text)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "Error: "+err.Error())
	os.Exit(1)
}

func render(folder string, rel release, valueFiles []string, notes bool) (string, error) {
	values, err := readValues(folder, valueFiles)
	if err != nil {
		return "", err
	}
	if err := checkValues(filepath.Join(folder, "values.schema.json"), values); err != nil {
		return "", err
	}
	scope, err := newScope(folder, rel, values)
	if err != nil {
		return "", err
	}
	return execute(folder, scope, notes)
}

// readValues merges as helm does: maps key by key, all else replaced; null removes a key.
func readValues(folder string, valueFiles []string) (map[string]interface{}, error) {
	values := map[string]interface{}{}
	for _, file := range append([]string{filepath.Join(folder, "values.yaml")}, valueFiles...) {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		more := map[string]interface{}{}
		if err := yaml.Unmarshal(content, &more); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		merge(values, more)
	}
	return values, nil
}

func merge(into, from map[string]interface{}) {
	for key, value := range from {
		below, isMap := value.(map[string]interface{})
		present, wasMap := into[key].(map[string]interface{})
		switch {
		case value == nil:
			delete(into, key)
		case isMap && wasMap:
			merge(present, below)
		default:
			into[key] = value
		}
	}
}

func sortedKeys(of map[string][]byte) []string {
	var keys []string
	for key := range of {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
