{{- define "slo-operator.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- /* At most 54, so that "-admission" still fits a name of 63. */ -}}
{{- define "slo-operator.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 53 | trimSuffix "-" -}}
{{- else if contains (include "slo-operator.name" .) .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "slo-operator.name" .) | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "slo-operator.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "slo-operator.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.create is false: serviceAccount.name must name the one to use" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "slo-operator.selector" -}}
app.kubernetes.io/name: {{ include "slo-operator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "slo-operator.labels" -}}
{{ include "slo-operator.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- /* What an object of ours is called and labelled: a dict of root, and of suffix, cluster (in no namespace) or namespace (not ours). */ -}}
{{- define "slo-operator.metadata" -}}
name: {{ include "slo-operator.fullname" .root }}{{ with .suffix }}-{{ . }}{{ end }}
{{- if not .cluster }}
namespace: {{ default .root.Release.Namespace .namespace }}
{{- end }}
labels:
  {{- include "slo-operator.labels" .root | nindent 2 }}
{{- end -}}

{{- define "slo-operator.subjects" -}}
subjects:
- kind: ServiceAccount
  name: {{ include "slo-operator.serviceAccount" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}

{{- /* Namespaces whose workloads are judged: neither the cluster's own nor ours, or nobody could mend what is broken. */ -}}
{{- define "slo-operator.judgedNamespaces" -}}
matchExpressions:
- {key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system, {{ .Release.Namespace }}]}
{{- end -}}

{{- define "slo-operator.judgedObjects" -}}
matchExpressions:
- {key: slo-operator.dev/team-slo, operator: Exists}
{{- end -}}
