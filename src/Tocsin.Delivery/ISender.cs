using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>A way out: sends one message, and throws for nothing that the world does.</summary>
internal interface ISender
{
    Task<SendResult> SendAsync(Outgoing outgoing, CancellationToken stop);
}
