/* The cheapest relay one can write: one thread, epoll, a socket per leg, recvfrom and sendto. Learns whom it hears first. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct leg { int fd; int known; struct sockaddr_in far; };

int main(int argc, char **argv) {
    int legs = argc > 1 ? atoi(argv[1]) * 2 : 2, poll = epoll_create1(0);
    struct leg *all = calloc(legs, sizeof *all);
    for (int i = 0; i < legs; i++) {
        struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        socklen_t size = sizeof here;
        all[i].fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
        if (all[i].fd < 0 || bind(all[i].fd, (struct sockaddr *) &here, sizeof here) < 0) { perror("bind"); return 1; }
        getsockname(all[i].fd, (struct sockaddr *) &here, &size);
        printf("%d\n", ntohs(here.sin_port));
        struct epoll_event e = {.events = EPOLLIN, .data.u32 = i};
        epoll_ctl(poll, EPOLL_CTL_ADD, all[i].fd, &e);
    }
    fflush(stdout);
    struct epoll_event ready[512];
    char packet[2048];
    for (;;) {
        int n = epoll_wait(poll, ready, 512, -1);
        for (int k = 0; k < n; k++) {
            struct leg *from = &all[ready[k].data.u32], *to = &all[ready[k].data.u32 ^ 1];
            struct sockaddr_in sender;
            socklen_t size = sizeof sender;
            ssize_t got = recvfrom(from->fd, packet, sizeof packet, 0, (struct sockaddr *) &sender, &size);
            if (got < 12) continue;
            if (!from->known) { from->far = sender; from->known = 1; }
            if (to->known) sendto(to->fd, packet, got, 0, (struct sockaddr *) &to->far, sizeof to->far);
        }
    }
}
