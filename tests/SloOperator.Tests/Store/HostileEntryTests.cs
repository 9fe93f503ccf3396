using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Store;

/// <summary>Entries of a folder that are called like manifests and are none.</summary>
public sealed class HostileEntryTests : FolderStoreScenario
{
    private static readonly ResourceName Good = new("default", "good");

    public HostileEntryTests()
    {
        // For the ordinary user of some tests.
        Posix.SetMode(Temporary.Root, Posix.Open);
        Write("good.yaml", "good", "size: 1");
    }

    [Fact]
    public void A_pipe_is_a_problem_and_nobody_waits_for_it()
    {
        string path = Temporary.At("pipe.yaml");
        Posix.MakePipe(path);

        Folder.Look();

        Problems().ShouldBe([path + ": is not a regular file"]);
        Value(Good).Spec.Size.ShouldBe(1);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/full")]
    public void A_device_is_a_problem_and_is_never_read(string device)
    {
        string path = Temporary.At("endless.yaml");
        File.CreateSymbolicLink(path, device);

        Folder.Look();

        Problems().ShouldBe([path + ": is not a regular file"]);
        Value(Good).Spec.Size.ShouldBe(1);
    }

    [Fact]
    public void A_folder_called_like_a_manifest_is_a_folder()
    {
        Write("team.yaml/shop.yaml", "shop", "size: 2");

        Folder.Look();

        Problems().ShouldBeEmpty();
        Value(Shop).Spec.Size.ShouldBe(2);
    }

    [Fact]
    public void Links_that_lead_nowhere_are_problems_and_links_to_folders_are_left_alone()
    {
        File.CreateSymbolicLink(Temporary.At("a.yaml"), "a.yaml");
        File.CreateSymbolicLink(Temporary.At("b.yaml"), "c.yaml");
        Directory.CreateSymbolicLink(Temporary.At("loop"), Temporary.Root);
        Directory.CreateSymbolicLink(Temporary.At("loop.yaml"), ".");

        Folder.Look();

        Problems()
            .ShouldBe([
                Temporary.At("a.yaml") + ": is a link that leads nowhere",
                Temporary.At("b.yaml") + ": is a link that leads nowhere",
            ]);
        Store.List().Count.ShouldBe(1);
    }

    [Fact]
    public void A_name_that_is_no_text_is_a_problem()
    {
        byte[] name = [0xff, (byte)'a', .. ".yaml"u8];
        Posix.MakeFile(Temporary.Root, name);

        Folder.Look();
        Posix.DeleteFile(Temporary.Root, name);

        Problems().Single().ShouldEndWith("cannot be read: its name is not UTF-8");
        Value(Good).Spec.Size.ShouldBe(1);
    }

    [Fact]
    public void A_file_without_read_permission_keeps_what_it_said_and_is_read_when_it_may_be()
    {
        string path = Write("shop.yaml", "shop", "size: 1");
        string secret = Write("secret.yaml", "secret", "size: 1");
        Posix.SetMode(secret, Posix.Closed);
        Posix.AsOrdinaryUser(() => Folder.Look());
        Store.Find(new ResourceName("default", "secret")).ShouldBeNull();

        Posix.SetMode(path, Posix.Closed);
        Posix.AsOrdinaryUser(Settle);

        Value(Shop).Spec.Size.ShouldBe(1);
        Problems().Length.ShouldBe(2);
        Problems().ShouldAllBe(problem => problem.Contains("cannot be read: "));

        // The permission alone changes: length and time of writing stay.
        Posix.SetMode(path, Posix.Open);
        Posix.SetMode(secret, Posix.Open);
        Posix.AsOrdinaryUser(Settle);

        Problems().ShouldBeEmpty();
        Value(new ResourceName("default", "secret")).Spec.Size.ShouldBe(1);
    }

    [Theory]
    [InlineData(Posix.Closed)]
    [InlineData(Posix.ReadOnly)]
    public void A_folder_that_may_not_be_entered_deletes_nothing(uint mode)
    {
        Write("team/shop.yaml", "shop", "size: 1");
        Folder.Look();
        string team = Temporary.At("team");

        Posix.SetMode(team, mode);
        Posix.AsOrdinaryUser(() =>
        {
            Settle();
            Settle();
        });
        Posix.SetMode(team, Posix.Open);

        Value(Shop).Spec.Size.ShouldBe(1);
        Problems().Single().ShouldStartWith(team);
        Problems().Single().ShouldContain("cannot be read: ");
    }

    [Fact]
    public void A_link_into_a_folder_that_may_not_be_entered_deletes_nothing()
    {
        Write(".vault/shop.yaml", "shop", "size: 1");
        string vault = Temporary.At(".vault");
        File.CreateSymbolicLink(Temporary.At("shop.yaml"), ".vault/shop.yaml");
        Folder.Look();

        Posix.SetMode(vault, Posix.Closed);
        Posix.AsOrdinaryUser(() =>
        {
            Settle();
            Settle();
        });
        Posix.SetMode(vault, Posix.Open);

        Value(Shop).Spec.Size.ShouldBe(1);
        Problems().ShouldBe([Temporary.At("shop.yaml") + ": cannot be read: Permission denied"]);
    }

    private string[] Problems() =>
        [
            .. Folder
                .Problems.Current.Select(problem => problem.ToString())
                .Order(StringComparer.Ordinal),
        ];
}
