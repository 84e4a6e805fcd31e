using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;
using Xunit.Sdk;

namespace GoQueue.Generators.Tests.Pipeline;

/// <summary>Proves that the walk for Roslyn types can fail.</summary>
public sealed class IncrementalAssertTests
{
    private static readonly Compilation s_compilation = Sources.Compile("public sealed class A;");

    public static TheoryData<string> Bad => ["symbol", "node", "token", "location", "constant", "compilation"];

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_model_that_holds_something_from_Roslyn_is_found(string kind)
    {
        var tree = s_compilation.SyntaxTrees.Last();
        object held = kind switch
        {
            "symbol" => s_compilation.GetTypeByMetadataName("A")!,
            "node" => tree.GetRoot(),
            "token" => tree.GetRoot().GetFirstToken(),
            "location" => tree.GetRoot().GetLocation(),
            "constant" => default(TypedConstant),
            _ => s_compilation,
        };

        Assert.ThrowsAny<XunitException>(() => IncrementalAssert.NothingFromRoslynIn(new BadModel("A", [new BadPart(held)]), "bad"));
    }

    [Fact]
    public void A_model_of_plain_values_passes() =>
        IncrementalAssert.NothingFromRoslynIn(new BadModel("A", [new BadPart("B")]), "good");

    private sealed record BadModel(string Name, IReadOnlyList<BadPart> Parts);

    private sealed record BadPart(object Held);
}
