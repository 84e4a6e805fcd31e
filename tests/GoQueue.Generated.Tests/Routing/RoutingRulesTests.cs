using GoQueue.Generated.Routing.Rules;
using Xunit;

namespace GoQueue.Generated.Tests.Routing;

/// <summary>The rules that compiler and publisher share.</summary>
public class RoutingRulesTests
{
    [Theory]
    [InlineData("a", RoutingKeyFault.None)]
    [InlineData("a.b.c", RoutingKeyFault.None)]
    [InlineData("a b", RoutingKeyFault.None)]
    [InlineData("", RoutingKeyFault.Empty)]
    [InlineData("a\nb", RoutingKeyFault.ControlCharacter)]
    [InlineData("a.\u0085", RoutingKeyFault.ControlCharacter)]
    [InlineData("a.\u00a0", RoutingKeyFault.None)]
    [InlineData("a.*", RoutingKeyFault.Wildcard)]
    [InlineData("#", RoutingKeyFault.Wildcard)]
    [InlineData("a#b", RoutingKeyFault.Wildcard)]
    [InlineData(".", RoutingKeyFault.EmptyWord)]
    [InlineData(".a", RoutingKeyFault.EmptyWord)]
    [InlineData("a.", RoutingKeyFault.EmptyWord)]
    [InlineData("a..b", RoutingKeyFault.EmptyWord)]
    public void A_routing_key_has_its_fault_named(string key, RoutingKeyFault fault)
    {
        Assert.Equal(fault, RoutingKeyRule.Check(key));
        Assert.Equal(fault == RoutingKeyFault.EmptyWord ? RoutingKeyFault.None : fault, RoutingKeyRule.Check(key, allowEmptyWords: true));
    }

    [Fact]
    public void Length_is_counted_in_bytes()
    {
        Assert.Equal(RoutingKeyFault.None, RoutingKeyRule.Check(new string('a', 255)));
        Assert.Equal(RoutingKeyFault.TooLong, RoutingKeyRule.Check(new string('a', 256)));
        Assert.Equal(RoutingKeyFault.None, RoutingKeyRule.Check(new string('€', 85)));
        Assert.Equal(RoutingKeyFault.TooLong, RoutingKeyRule.Check(new string('€', 86)));
        Assert.Equal(HeaderNameFault.None, HeaderNameRule.Check(new string('€', 85)));
        Assert.Equal(HeaderNameFault.TooLong, HeaderNameRule.Check(new string('€', 86)));
    }

    [Theory]
    [InlineData("tenant", HeaderNameFault.None)]
    [InlineData("Encrypted", HeaderNameFault.None)]
    [InlineData("goqueue", HeaderNameFault.None)]
    [InlineData("correlation_id", HeaderNameFault.None)]
    [InlineData("", HeaderNameFault.Empty)]
    [InlineData("a\r", HeaderNameFault.ControlCharacter)]
    [InlineData("\u007f", HeaderNameFault.ControlCharacter)]
    [InlineData("goqueue-", HeaderNameFault.Reserved)]
    [InlineData("goqueue-app-id", HeaderNameFault.Reserved)]
    [InlineData("cloudEvents_id", HeaderNameFault.Reserved)]
    [InlineData("encrypted", HeaderNameFault.Reserved)]
    [InlineData("algorithm", HeaderNameFault.Reserved)]
    [InlineData("key_id", HeaderNameFault.Reserved)]
    [InlineData("encoding", HeaderNameFault.Reserved)]
    [InlineData("original_size", HeaderNameFault.Reserved)]
    public void A_header_name_has_its_fault_named(string name, HeaderNameFault fault) => Assert.Equal(fault, HeaderNameRule.Check(name));

    [Fact]
    public void Each_fault_has_a_text()
    {
        Assert.Equal(Enum.GetValues<RoutingKeyFault>().Length, Enum.GetValues<RoutingKeyFault>().Select(RoutingKeyRule.Describe).Distinct().Count());
        Assert.Equal(Enum.GetValues<HeaderNameFault>().Length, Enum.GetValues<HeaderNameFault>().Select(HeaderNameRule.Describe).Distinct().Count());
    }
}
