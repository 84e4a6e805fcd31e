using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

/// <summary>Ids that Vogen 8.0.7 writes, in the project of the events and in another one.</summary>
public sealed class VogenTests(PackedFeed feed)
{
    [Fact]
    public async Task Value_objects_of_Vogen_are_published_as_their_values()
    {
        var solution = feed.Copy("Vogen.Ids", "Vogen.App");
        (await solution.DotnetAsync("build", "Vogen.App")).Succeeded();

        var result = (await solution.RunAsync("Vogen.App/bin/Debug/net10.0/Vogen.App.dll")).Succeeded();

        Assert.Contains(
            """order.0b0c8f5d-3e0b-4c53-9a0e-5b3d0c0e8b21.00000000-0000-0000-0000-000000000000.placed {"id":"0b0c8f5d-3e0b-4c53-9a0e-5b3d0c0e8b21","number":7,"name":"Ann","other":null,"byKey":{"0b0c8f5d-3e0b-4c53-9a0e-5b3d0c0e8b21":2},"parcel":"00000000-0000-0000-0000-000000000000"}""",
            result.Output,
            StringComparison.Ordinal);
        Assert.Contains("by Vogen: True", result.Output, StringComparison.Ordinal);
        Assert.Contains("read back: Ann", result.Output, StringComparison.Ordinal);
    }
}
