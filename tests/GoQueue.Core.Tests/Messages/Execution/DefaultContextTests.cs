using GoQueue.Messages.Execution;
using Xunit;

namespace GoQueue.Core.Tests.Messages.Execution;

public sealed class DefaultContextTests
{
    private static readonly AsyncLocal<string?> s_tenant = new();

    [Fact]
    public void A_scope_hides_AsyncLocal_values_and_gives_them_back()
    {
        s_tenant.Value = "caller";

        using (DefaultContext.Enter())
        {
            Assert.Null(s_tenant.Value);
            s_tenant.Value = "background";
        }

        Assert.Equal("caller", s_tenant.Value);
    }

    [Fact]
    public void A_caller_that_has_suppressed_the_flow_keeps_it_suppressed()
    {
        using (ExecutionContext.SuppressFlow())
        {
            using (DefaultContext.Enter())
            {
            }

            Assert.True(ExecutionContext.IsFlowSuppressed());
        }

        Assert.False(ExecutionContext.IsFlowSuppressed());
    }

    [Fact]
    public async Task An_async_method_that_starts_in_a_scope_never_sees_the_callers_values()
    {
        s_tenant.Value = "caller";
        Task<(string? Before, string? After)> background;
        using (DefaultContext.Enter())
        {
            background = LookAsync();
        }

        Assert.Equal((null, null), await background);
        Assert.Equal("caller", s_tenant.Value);
    }

    [Fact]
    public void A_scope_allocates_nothing()
    {
        s_tenant.Value = "caller";
        Enter(1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Enter(1_000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Enter(int times)
    {
        for (int time = 0; time < times; time++)
        {
            using (DefaultContext.Enter())
            {
                DefaultContext.Restore();
            }
        }
    }

    private static async Task<(string? Before, string? After)> LookAsync()
    {
        string? before = s_tenant.Value;
        await Task.Yield();
        return (before, s_tenant.Value);
    }
}
