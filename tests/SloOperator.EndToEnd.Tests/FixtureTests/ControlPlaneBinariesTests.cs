using SloOperator.Testing.Clusters;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.FixtureTests;

public sealed class ControlPlaneBinariesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_two_named_programs_go_before_a_folder_of_both()
    {
        string named = Place("named", "kube-apiserver");
        Place("folder", "kube-apiserver");
        string etcd = Place("folder", "etcd");

        ControlPlaneBinaries found = Find(
            ("TEST_ASSET_KUBE_APISERVER", named),
            ("KUBEBUILDER_ASSETS", _folder.File("folder"))
        );

        found.ShouldBe(new ControlPlaneBinaries(named, etcd));
    }

    [Fact]
    public void The_cache_folder_is_where_the_assets_script_puts_it()
    {
        string apiServer = Place(
            Path.Combine("home", ".cache", "slo-operator", "test-assets", "bin"),
            "kube-apiserver"
        );
        string etcd = Place(
            Path.Combine("home", ".cache", "slo-operator", "test-assets", "bin"),
            "etcd"
        );

        Find(("HOME", _folder.File("home"))).ShouldBe(new ControlPlaneBinaries(apiServer, etcd));
    }

    [Fact]
    public void A_missing_program_fails_and_says_what_to_run()
    {
        ControlPlaneMissingException failure = Should.Throw<ControlPlaneMissingException>(() =>
            Find(("SLO_OPERATOR_ASSETS", _folder.File("empty")))
        );

        failure.Message.ShouldContain(_folder.File(Path.Combine("empty", "bin", "kube-apiserver")));
        failure.Message.ShouldContain("Run 'make assets' (scripts/test-assets.sh)");
    }

    public void Dispose() => _folder.Dispose();

    private static ControlPlaneBinaries Find(params (string Name, string Value)[] environment) =>
        ControlPlaneBinaries.Find(name =>
            environment
                .SingleOrDefault(variable =>
                    string.Equals(variable.Name, name, StringComparison.Ordinal)
                )
                .Value
        );

    private string Place(string folder, string program)
    {
        Directory.CreateDirectory(_folder.File(folder));
        string path = Path.Combine(_folder.File(folder), program);
        File.WriteAllText(path, "");
        return path;
    }
}
