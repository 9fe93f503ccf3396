using SloOperator.Http;
using SloOperator.Sinks;

namespace SloOperator.Tests.Sinks;

public sealed class SinkCallTests
{
    [Theory]
    [InlineData("https://x.dev", "https://x.dev/a%2Fb/1?q=%261")]
    [InlineData("https://x.dev/api/?key=k", "https://x.dev/api/a%2Fb/1?key=k&q=%261")]
    [InlineData("https://me:pass@x.dev:8443/#top", "https://x.dev:8443/a%2Fb/1?q=%261")]
    public void A_path_goes_beneath_that_of_the_sink(string root, string url) =>
        new SinkCall(HttpMethod.Get, "read", "a/b", "1")
            .With("q", "&1")
            .ToUri(new Uri(root))
            .AbsoluteUri.ShouldBe(url);

    [Theory]
    [InlineData("https://x.dev/hook")]
    [InlineData("https://x.dev/hook/")]
    [InlineData("https://x.dev/hook/?key=k")]
    public void Without_a_path_it_is_the_sinks_own_URL(string root) =>
        new SinkCall(HttpMethod.Post, "create").ToUri(new Uri(root)).AbsoluteUri.ShouldBe(root);

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public void No_part_leads_elsewhere(string part) =>
        Should.Throw<ExchangeException>(() =>
            new SinkCall(HttpMethod.Get, "read", "a", part).ToUri(new Uri("https://x.dev"))
        );

    [Theory]
    [InlineData("//evil.dev")]
    [InlineData("../../x")]
    [InlineData("@evil.dev")]
    [InlineData("?x#y")]
    public void Whatever_a_part_is_the_origin_stays(string part)
    {
        Uri url = new SinkCall(HttpMethod.Get, "read", part).ToUri(new Uri("https://x.dev/api"));

        url.GetLeftPart(UriPartial.Authority).ShouldBe("https://x.dev");
        url.AbsolutePath.ShouldStartWith("/api/");
        url.Query.ShouldBeEmpty();
    }
}
