using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>Where the latest load is shown as metrics; never with a person's name.</summary>
internal interface IOnCallGauges
{
    void Show(OnCallTerms terms, LoadAssessment assessment);

    void Remove(ResourceName owner);
}
