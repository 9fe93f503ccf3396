using SloOperator.Kubernetes.Api;
using SloOperator.Store;

namespace SloOperator.Tests.Store;

public sealed class FolderStoreObjectTests : FolderStoreScenario
{
    [Fact]
    public void An_object_gets_what_a_server_would_give_it()
    {
        Write("shop.yaml", "shop", "target: \"99.9\"");

        Folder.Look();

        Gadget shop = Value(Shop);
        shop.Spec.Target.ShouldBe("99.9");
        shop.Metadata.Namespace.ShouldBe("default");
        shop.Metadata.Generation.ShouldBe(1);
        shop.Metadata.CreationTimestamp.ShouldBe(Start);
        shop.Metadata.Uid.ShouldBe(Guid.Parse(shop.Metadata.Uid!).ToString());
        Store.Synced.IsCompletedSuccessfully.ShouldBeTrue();
        Changed.ShouldBe([Shop]);
    }

    [Fact]
    public void The_uid_depends_on_kind_namespace_and_name_alone()
    {
        Write("a.yaml", "shop", "size: 1");
        Write("b.yaml", "shop", "size: 1", "  namespace: other\n");
        Folder.Look();
        string first = Value(Shop).Metadata.Uid!;

        Reopen();
        Folder.Look();

        Value(Shop).Metadata.Uid.ShouldBe(first);
        Value(new ResourceName("other", "shop"))
            .Metadata.Uid.ShouldNotBe(first, StringComparer.Ordinal);
    }

    [Fact]
    public void The_generation_rises_with_the_spec_and_with_nothing_else()
    {
        Write("shop.yaml", "shop", "size: 1\n  target: a");
        Folder.Look();

        Write("shop.yaml", "shop", "target: a\n  size: 1 # in another order");
        Settle();
        Value(Shop).Metadata.Generation.ShouldBe(1);

        Write("shop.yaml", "shop", "size: 2\n  target: a");
        Settle();
        Value(Shop).Metadata.Generation.ShouldBe(2);
    }

    [Fact]
    public void A_restart_keeps_status_age_and_generation()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Write("shop.yaml", "shop", "size: 22");
        Settle();
        Apply("Good");

        Time.Advance(TimeSpan.FromHours(1));
        Reopen();
        Folder.Look();

        Gadget shop = Value(Shop);
        shop.Status!.Phase.ShouldBe("Good");
        shop.Metadata.Generation.ShouldBe(2);
        shop.Metadata.CreationTimestamp.ShouldBe(Start);
    }

    [Fact]
    public void A_spec_that_changed_while_nobody_ran_has_another_generation()
    {
        Write("shop.yaml", "shop", "size: 1");
        Folder.Look();
        Apply("Good");

        Write("shop.yaml", "shop", "size: 2");
        Reopen();
        Folder.Look();

        Value(Shop).Metadata.Generation.ShouldBe(2);
        Value(Shop).Status!.Phase.ShouldBe("Good");
    }

    [Fact]
    public void A_cluster_scoped_object_has_no_namespace_and_its_state_lies_beside_its_kind()
    {
        var planets = new FolderStore<Gadget>(Folder, GadgetJson.Planets);
        Temporary.Write(
            "a.yaml",
            "apiVersion: test.dev/v1\nkind: Planet\nmetadata: {name: earth, namespace: ignored}\n"
        );
        Folder.Look();
        var earth = new ResourceName(null, "earth");

        Gadget planet = planets.Find(earth)!.Value!;
        planets
            .ApplyStatusAsync(
                planet.Metadata,
                new GadgetStatus { Phase = "Blue" },
                GadgetJson.Default.GadgetStatus,
                CancellationToken.None
            )
            .IsCompletedSuccessfully.ShouldBeTrue();

        planet.Metadata.Namespace.ShouldBeNull();
        File.Exists(Temporary.At(".slo-operator", "planets", "earth.json")).ShouldBeTrue();
    }
}
