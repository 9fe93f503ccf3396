package main

import (
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/Masterminds/semver"
	"sigs.k8s.io/yaml"
)

type release struct{ name, namespace, kubeVersion string }

// kubeVersion is .Capabilities.KubeVersion: a version that also prints as one.
type kubeVersion struct{ Version, Major, Minor string }

func (v kubeVersion) String() string { return v.Version }

// chartFiles is .Files: what is in the chart, but for its templates.
type chartFiles map[string][]byte

func (f chartFiles) Get(name string) string { return string(f[name]) }

// Glob knows one * within a segment, which is all that our chart asks.
func (f chartFiles) Glob(pattern string) chartFiles {
	found := chartFiles{}
	for name, content := range f {
		if ok, _ := path.Match(pattern, name); ok {
			found[name] = content
		}
	}
	return found
}

func newScope(folder string, rel release, values map[string]interface{}) (map[string]interface{}, error) {
	content, err := os.ReadFile(filepath.Join(folder, "Chart.yaml"))
	if err != nil {
		return nil, err
	}
	written := map[string]interface{}{}
	if err := yaml.Unmarshal(content, &written); err != nil {
		return nil, err
	}
	version, err := semver.NewVersion(rel.kubeVersion)
	if err != nil {
		return nil, err
	}
	inChart, err := readAll(folder)
	if err != nil {
		return nil, err
	}
	for name := range inChart {
		if strings.HasPrefix(name, "templates/") {
			delete(inChart, name)
		}
	}
	return map[string]interface{}{
		"Values":       values,
		"Chart":        capitalised(written),
		"Files":        chartFiles(inChart),
		"Release":      map[string]interface{}{"Name": rel.name, "Namespace": rel.namespace, "Service": "Helm", "IsInstall": true, "Revision": 1},
		"Capabilities": map[string]interface{}{"KubeVersion": kubeVersion{"v" + version.String(), itoa(version.Major()), itoa(version.Minor())}},
		"Template":     map[string]interface{}{"BasePath": "slo-operator/templates"},
	}, nil
}

// capitalised makes appVersion .Chart.AppVersion, as in helm's own type.
func capitalised(written map[string]interface{}) map[string]interface{} {
	fields := map[string]interface{}{}
	for name, value := range written {
		fields[strings.ToUpper(name[:1])+name[1:]] = value
	}
	return fields
}

func itoa(number uint64) string { return strconv.FormatUint(number, 10) }
